"""An annotator who works in doccano by hand, so to speak: through its REST API, as an account."""

Span = tuple[int, int, str]
Link = tuple[Span, str, Span]


class Annotator:
    """A logged-in account that brings texts to what it holds for right."""

    def __init__(self, url: str, name: str, password: str) -> None:
        # Not at the top: pytest looks for doctests here where there is no client too.
        from doccano_client import DoccanoClient

        self.client = DoccanoClient(url)
        self.client.login(name, password)

    def work(self, project: int, right) -> int:
        """Correct and confirm every text; `right` gives spans and links of a doc_id.

        Offsets are those of texts without characters beyond the basic plane.
        Returns how many spans and relations were taken away or added.
        """
        types = {
            kind: {one.id: one.text for one in self.client.list_label_types(project, kind)}
            for kind in ("span", "relation")
        }
        return sum(
            self._correct(project, example, types, *right(example.meta["doc_id"]))
            for example in list(self.client.list_examples(project))
        )

    def _correct(self, project, example, types, spans: set[Span], links: set[Link]) -> int:
        client, changes, there = self.client, 0, {}
        for span in client.list_spans(project, example.id):
            place = (span.start_offset, span.end_offset, types["span"][span.label])
            if place in spans:
                there[place] = span.id
            else:
                # Its relations go with it.
                client.delete_span(project, example.id, span.id)
                changes += 1
        numbers = {name: number for number, name in types["span"].items()}
        for start, end, label in spans - there.keys():
            made = client.create_span(project, example.id, start, end, numbers[label])
            there[start, end, label] = made.id
            changes += 1
        changes += self._relate(project, example, types["relation"], there, links)
        client._base_repository.post(f"projects/{project}/examples/{example.id}/states")
        return changes

    def _relate(self, project, example, types, there: dict[Span, int], links: set[Link]) -> int:
        client, changes, known = self.client, 0, set()
        places = {number: place for place, number in there.items()}
        for link in client.list_relations(project, example.id):
            made = (places[link.from_id], types[link.type], places[link.to_id])
            if made in links:
                known.add(made)
            else:
                client.delete_relation(project, example.id, link.id)
                changes += 1
        numbers = {name: number for number, name in types.items()}
        for head, label, tail in links - known:
            client.create_relation(project, example.id, there[head], there[tail], numbers[label])
            changes += 1
        return changes

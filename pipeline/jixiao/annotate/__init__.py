"""The annotation workbench: pre-annotation, doccano, agreement, adjudication."""

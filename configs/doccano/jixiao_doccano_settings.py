"""Settings of a local doccano in one process. Read by the server's own Python, not by jixiao's."""

import os
from pathlib import Path

from config.settings.production import *  # noqa: F403  Django's way to extend settings

_HOME = Path(os.environ["DOCCANO_HOME"])

# A page elsewhere must not reach the server under a name of its own.
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

# A task runs where it is asked for: no worker, no broker. Its end is still told as a task's.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_STORE_EAGER_RESULT = True
CELERY_BROKER_URL = "memory://"

# It watches for files of every row that is read or written; texts have none.
INSTALLED_APPS = [name for name in INSTALLED_APPS if name != "django_cleanup"]  # noqa: F405

# By default uploads lie in the installed package.
DJANGO_DRF_FILEPOND_UPLOAD_TMP = str(_HOME / "uploads")
DJANGO_DRF_FILEPOND_ALLOW_EXTERNAL_UPLOAD_DIR = True

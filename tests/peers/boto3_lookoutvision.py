"""boto3 calls the local service: an independent client against the server half.

usage: boto3_lookoutvision.py URL ACCESS_KEY SECRET_KEY
"""

import sys

from lookout import create_project, datasets, detection, models, packaging, tags
from lookout.harness import Harness

harness = Harness(*sys.argv[1:])
for theme in (create_project, datasets, models, detection, tags, packaging):
    print(f"\n{theme.__doc__.splitlines()[0]}")
    theme.run(harness)
harness.check_that_all_was_called()
sys.exit(harness.finish())

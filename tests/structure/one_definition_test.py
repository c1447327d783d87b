"""Holds the built libraries against the rule of one definition: no function or variable has a namesake in another.

The linker takes the first of two and says nothing. That must not be left to chance, as the rooms never see one another's headers.

    one_definition_test.py BUILD_FOLDER
"""

import collections
import pathlib
import subprocess
import sys

STRONG = "TDRB"  # code and data with one definition; what the compiler may repeat (templates, inline) is weak


def readable(names):
    return subprocess.run(["c++filt"], input="\n".join(names), capture_output=True, text=True, check=True).stdout.splitlines()


libraries = sorted(pathlib.Path(sys.argv[1]).glob("*.a"))
places = collections.defaultdict(list)
for library in libraries:
    listed = subprocess.run(["nm", "--defined-only", "--extern-only", library], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        words = line.split()
        if len(words) == 3 and words[1] in STRONG:
            places[words[2]].append(library.name)

twice = [name for name, where in sorted(places.items()) if len(where) > 1]
for name, shown in zip(twice, readable(twice)):
    print(f"{shown} is defined in {' and in '.join(places[name])}: give one of them a name of its own")
print(f"{len(places)} symbols of {len(libraries)} libraries, {len(twice)} of them defined twice")
sys.exit(1 if twice or len(places) < 500 else 0)

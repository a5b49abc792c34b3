"""Runs the page's block for each data set below a folder and leaves its arrays as float32 files."""

import os
import re
import sys

import numpy as np

page, root = (os.path.abspath(path) for path in sys.argv[1:3])
with open(page, encoding="utf-8") as text:
    blocks = re.findall(r"```python\n(# run by the tests: (\w+)\n.*?)```", text.read(), re.S)
code = {name: compile(block, page, "exec") for block, name in blocks}
for case in sorted(os.listdir(root)):
    os.chdir(os.path.join(root, case))
    found = {}
    exec(code[case.split("-")[0]], found)
    for name in ("truth", "scan"):
        array = np.asarray(found[name])
        with open(name + ".dtype", "w", encoding="ascii") as out:
            out.write("%s %s" % (array.dtype.name, array.shape))
        array.astype("<f4").tofile(name + ".f4")

"""Replica-steps per second of alrc beside plain PyTorch, windows in turn; medians and paired 95 % intervals; one JSON line, last.

usage: step_compare.py ROUNDS SECONDS PEER_PYTHON JAVA [ARGUMENTS OF JAVA UP TO THE CLASS PATH...]
"""
import json, math, os, subprocess, sys

rounds, seconds, peer_python, java = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4:]
here = os.path.dirname(os.path.abspath(__file__))
widths = [float(w) for w in os.environ.get("ALRC_WIDTHS", "0.125 0.25 1").split()]
batches = [int(b) for b in os.environ.get("ALRC_BATCHES", "1 4 16").split()]
cores = [int(c) for c in os.environ.get("ALRC_CORES", "1 2").split()]
STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262, 11: 2.228, 12: 2.201}
# Floating-point operations of a training step of one example: forward, and backward to weights and (but for the first layer) inputs.
def flops(width):
    a, b = round(64 * width), round(128 * width)
    layers = [3 * a * 25, a * b * 9] + 6 * [b * b * 9] + [b * a * 9, a * 3 * 25]
    return 2 * 1024 * (3 * sum(layers) - layers[0])

class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    def ask(self, line):
        self.process.stdin.write(f"{line}\n"); self.process.stdin.flush()
    def answer(self):
        return next(line for line in self.process.stdout if line.startswith("figure")).split()[1]
    def figure(self, line):
        self.ask(line); return self.answer()
    def end(self):
        self.process.stdin.close(); self.process.kill(); self.process.wait()

def window(workers, length):
    for worker in workers: worker.ask(length)
    return sum(float(worker.answer()) for worker in workers)

def median(values):
    s = sorted(values); n = len(s)
    return (s[(n - 1) // 2] + s[n // 2]) / 2

def ratio(ours, peer):
    logs = [math.log(a / b) for a, b in zip(ours, peer)]
    n, mean = len(logs), sum(logs) / len(logs)
    half = STUDENT[n] * math.sqrt(sum((x - mean) ** 2 for x in logs) / (n - 1) / n)
    return [round(math.exp(x), 3) for x in (mean, mean - half, mean + half)]

def ours(width, batch, form, members, threads):
    return [Worker(java + ["StepSpeed", str(width), str(batch), form, str(members), str(threads)])]

def compare(width, batch, threads):
    groups = {"torch": [Worker([peer_python, os.path.join(here, "step_peer.py"), str(width), str(batch)]) for _ in range(threads)],
              "single": ours(width, batch, "single", 1, threads)}
    for members in (2, 4) if batch < 16 and width < 1 or batch == 1 else ():
        groups[f"cohort{members}"] = ours(width, batch, "stacked", members, threads)
    length = max(seconds, 4 * batch * flops(width) / 60e9)
    for group in groups.values(): window(group, 2 * length)
    figures = {name: [] for name in groups}
    for round_ in range(rounds):
        order = list(groups) if round_ % 2 == 0 else list(groups)[::-1]
        for name in order: figures[name].append(window(groups[name], length))
    for group in groups.values():
        for worker in group: worker.end()
    row = {"width": width, "batch": batch, "cores": threads, **{name: round(median(v), 2) for name, v in figures.items()}}
    row["ratio"] = {name: ratio(v, figures["torch"]) for name, v in figures.items() if name != "torch"}
    row["gflops_single"] = round(median(figures["single"]) * batch * flops(width) / 1e9 / threads, 1)
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row

lone = ours(1, 1, "single", 1, 1)[0]
lone.figure(1.0)
peaks, rule = [float(lone.figure("peak")) for _ in range(3)], float(lone.figure("rule"))
step = 1e6 / float(lone.figure(max(seconds, 2)))
lone.end()
version = Worker([peer_python, os.path.join(here, "step_peer.py"), "1", "1"])
result = {"benchmark": "step", "torch": version.figure("version"), "rounds": rounds, "seconds": seconds, "matmul_gflops": round(max(peaks), 1),
          "rule_us": round(rule, 2), "width1_step_us": round(step, 1), "rule_share_of_width1_step": round(rule / step, 5)}
version.end()
result["rows"] = [compare(w, b, c) for w in widths for b in batches for c in cores]
for row in result["rows"]: row["fraction_of_matmul"] = round(row["gflops_single"] / result["matmul_gflops"], 3)
print(json.dumps(result))

"""Replica-steps per second on a device: trials side by side in alrc, beside one and K processes of PyTorch (without and with MPS), torch.func
and JAX over seeds, where those are installed. Windows in turn, medians; one JSON line, last.

usage: gpu_speed.py DEVICE ROUNDS SECONDS TOOLS WIDTHS BATCHES SIZES JAVA [ARGUMENTS OF JAVA UP TO THE CLASS PATH...]
DEVICE is cpu or gpu:N; WIDTHS, BATCHES and SIZES are lists with commas.
"""
import contextlib, json, os, shutil, subprocess, sys, tempfile

device, rounds, seconds, tools = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
widths, batches, sizes = [[float(x) for x in text.split(",")] for text in sys.argv[5:8]]
java, here, python = sys.argv[8:], os.path.dirname(os.path.abspath(__file__)), os.environ.get("PYTHON", sys.executable)
cuda = device.replace("gpu", "cuda")
MOST_PROCESSES = 16  # each takes half a gigabyte of the device for itself

def installed(module):
    return subprocess.run([python, "-c", f"import {module}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

class Worker:
    def __init__(self, command, env=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **(env or {})})
    def ask(self, line):
        self.process.stdin.write(f"{line}\n"); self.process.stdin.flush()
    def answer(self):
        return float(next(line for line in self.process.stdout if line.startswith("figure")).split()[1])
    def end(self):
        with contextlib.suppress(OSError): self.process.stdin.close()
        self.process.kill(); self.process.wait()

def window(workers, length):
    for worker in workers: worker.ask(length)
    return sum(worker.answer() for worker in workers)

def median(values):
    s = sorted(values); n = len(s)
    return (s[(n - 1) // 2] + s[n // 2]) / 2

@contextlib.contextmanager
def mps():
    """NVIDIA's service that lets kernels of several processes run at once."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CUDA_MPS_PIPE_DIRECTORY": folder, "CUDA_MPS_LOG_DIRECTORY": folder}
        subprocess.run(["nvidia-cuda-mps-control", "-d"], env={**os.environ, **env}, check=True)
        try: yield env
        finally: subprocess.run(["nvidia-cuda-mps-control"], input="quit\n", text=True, env={**os.environ, **env})

def groups(width, batch, size, env):
    shape = [str(width), str(batch)]
    form = ["stacked", str(size)] if size > 1 else ["single", "1"]
    yield "alrc", lambda: [Worker(java + ["StepSpeed", *shape, *form, "1", device])]
    if torch:
        if size <= MOST_PROCESSES:
            yield "torch processes", lambda: [Worker([python, os.path.join(here, "step_peer.py"), *shape, cuda]) for _ in range(size)]
            if env: yield "torch processes, MPS", lambda: [Worker([python, os.path.join(here, "step_peer.py"), *shape, cuda], env) for _ in range(size)]
        yield "torch.func vmap", lambda: [Worker([python, os.path.join(tools, "step_peer_vmap.py"), *shape, str(size), cuda])]
    if jax:
        platform = {"JAX_PLATFORMS": "cpu" if device == "cpu" else "cuda"}
        yield "jax vmap", lambda: [Worker([python, os.path.join(tools, "step_peer_jax.py"), *shape, str(size)], platform)]

def compare(width, batch, size, env):
    row, started, figures = {"width": width, "batch": batch, "k": size}, {}, {}
    try:
        for name, start in groups(width, batch, size, env):
            started[name] = start()
            try: window(started[name], seconds)
            except (StopIteration, OSError):
                row.setdefault("failed", []).append(name)
                for worker in started.pop(name): worker.end()
        figures = {name: [] for name in started}
        for round_ in range(rounds):
            order = list(started) if round_ % 2 == 0 else list(started)[::-1]
            for name in order: figures[name].append(window(started[name], seconds))
    finally:
        for workers in started.values():
            for worker in workers: worker.end()
    row.update({name: round(median(found), 1) for name, found in figures.items()})
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row

torch, jax = installed("torch"), installed("jax")
with mps() if device != "cpu" and shutil.which("nvidia-cuda-mps-control") else contextlib.nullcontext() as env:
    rows = [compare(w, int(b), int(k), env) for w in widths for b in batches for k in sizes]
print(json.dumps({"benchmark": "gpu-speed", "device": device, "torch": torch, "jax": jax, "rounds": rounds, "seconds": seconds, "rows": rows}))

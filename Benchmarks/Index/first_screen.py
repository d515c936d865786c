"""Times a program from its start to the screen that has a text on it, in a terminal of its own.

    first_screen.py TEXT ROUNDS COMMAND...

Prints the median, the least and the most milliseconds. The text is looked for in what the program
sends, without its control sequences.
"""

import fcntl, os, pty, re, select, signal, statistics, struct, sys, termios, time

CONTROL = re.compile(rb"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()][0-9A-Za-z]|[=>78])")


def once(text, command, patience=120):
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 150, 0, 0))
        os.execvp(command[0], command)
    seen = b""
    took = first = None
    while time.perf_counter() - start < patience:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                seen += os.read(terminal, 1 << 16)
            except OSError:
                break
            if first is None and len(CONTROL.sub(b"", seen)) > 200:
                first = time.perf_counter() - start
            if text in CONTROL.sub(b"", seen):
                took = time.perf_counter() - start
                break
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    if took is None:
        sys.exit(f"first_screen: {text!r} did not come in {patience} s")
    return first * 1000, took * 1000


def main():
    text, rounds, command = sys.argv[1].encode(), int(sys.argv[2]), sys.argv[3:]
    times = [once(text, command) for _ in range(rounds)]
    for name, of in (("first drawing", 0), (sys.argv[1], 1)):
        ms = [t[of] for t in times]
        print(f"{name}: {statistics.median(ms):.0f} ms (least {min(ms):.0f}, most {max(ms):.0f})")


main()

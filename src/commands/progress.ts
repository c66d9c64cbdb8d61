/** Runs that are over sooner show nothing. */
const QUIET = 700;
/** Often enough for an eye. */
const INTERVAL = 100;

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows on a terminal how far a long scan is, on one line that is gone at its end. Anything but a terminal stays silent.
 * @returns called after each chart
 */
export function progressOn(terminal: Terminal, now: () => number = () => performance.now()): ((done: number, all: number) => void) | undefined {
  if (terminal.isTTY !== true) return undefined;
  const started = now();
  let shown = started + QUIET - INTERVAL;
  let visible = false;
  return (done, all) => {
    if (done === all) {
      // Back to the start, and nothing behind it.
      if (visible) terminal.write('\r\x1b[K');
    } else if (now() - shown >= INTERVAL) {
      shown = now();
      visible = true;
      terminal.write(`\r\x1b[Kscanned ${done} of ${all} charts`);
    }
  };
}

let runs = 0;

/**
 * Repeats an operation from `workers` loops until the time is over; each does it once at least.
 * @returns operations per second, and microseconds of this process's processor time for each
 */
export async function measure(operation, argument, workers, milliseconds) {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const end = start + milliseconds;
  let count = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      do {
        await operation(argument(runs++));
        count++;
      } while (performance.now() < end);
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { perSecond: count / seconds, cpu: (user + system) / count };
}

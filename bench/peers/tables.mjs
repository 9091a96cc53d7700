/** Operations per second of the first contestant, and what the others do in its time. */
export function throughputTable(rows, contestants) {
  return markdownTable(rows, contestants, {
    first: ({ perSecond }) => format(perSecond, perSecond < 100 ? 1 : 0),
    other: ({ perSecond }, first) => (perSecond / first.perSecond).toFixed(2),
  });
}

/** Processor time of the first contestant for one operation, and that of the others as parts of it. */
export function cpuTable(rows, contestants) {
  return markdownTable(rows, contestants, {
    first: ({ cpu }) => `${format(cpu, 0)} µs`,
    other: ({ cpu }, first) => (cpu / first.cpu).toFixed(2),
  });
}

/** Figures as they are: of the first contestant as well. */
export function footprintTable(rows, contestants) {
  const head = ["", ...contestants.map(({ title }) => title)];
  const lines = rows.map(({ title, figures }) => [
    title,
    ...contestants.map(({ name }) => {
      const figure = figures.get(name);
      return figure === undefined ? "–" : format(figure, figure < 10 ? 1 : 0);
    }),
  ]);
  return formatTable([head, ...lines]);
}

function markdownTable(rows, [first, ...others], cell) {
  const head = [
    "",
    "at a time",
    first.title,
    ...others.map(({ title }) => title),
  ];
  const lines = rows.map(({ title, workers, results }) => {
    const measure = results.get(first.name);
    return [
      title,
      String(workers),
      cell.first(measure),
      ...others.map(({ name }) => {
        const result = results.get(name);
        return result === undefined ? "–" : cell.other(result, measure);
      }),
    ];
  });
  return formatTable([head, ...lines]);
}

/** A table in the form that Prettier gives it. */
function formatTable([head, ...lines]) {
  const widths = head.map((_cell, column) =>
    Math.max(3, ...[head, ...lines].map((line) => line[column].length)),
  );
  const write = (line) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...lines].map(write).join("\n");
}

function format(value, digits) {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

import { currentEnvironment } from "../../../lib/seed/environment";

describe("currentEnvironment", () => {
  const { ARX_ENV, NODE_ENV } = process.env;

  afterEach(() => {
    set("ARX_ENV", ARX_ENV);
    set("NODE_ENV", NODE_ENV);
  });

  it.each([
    [undefined, undefined, "development"],
    ["", "", "development"],
    [undefined, "test", "test"],
    ["", "test", "test"],
    ["staging", "production", "staging"],
  ])("reads ARX_ENV %p and NODE_ENV %p as %p", (arx, node, expected) => {
    set("ARX_ENV", arx);
    set("NODE_ENV", node);
    expect(currentEnvironment()).toBe(expected);
  });
});

function set(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

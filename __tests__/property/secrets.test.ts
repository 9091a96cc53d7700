import fc from "fast-check";
import { open, seal } from "../../lib/secrets/cipher";
import { tokenMaker } from "../../lib/secrets/random-token";
import { configureSecrets, keysFor } from "../../lib/secrets/secrets";
import { readSigned, sign } from "../../lib/secrets/signature";
import { readDuration } from "../../lib/util/duration";

/** Derives the keys of made-up secrets, which takes long enough to be done once. */
function deriveKeys(use: "encryption" | "signing"): ReturnType<typeof keysFor> {
  configureSecrets({
    [use]: ["first", "second"].map((name) => name.repeat(8)),
  });
  return keysFor(use, "a test");
}

const mode = fc.constantFrom("random" as const, "deterministic" as const);
const text = fc.string({ unit: "grapheme" });

describe("sealed texts", () => {
  const [key, other] = deriveKeys("encryption") as [
    ReturnType<typeof keysFor>[0],
    ReturnType<typeof keysFor>[0],
  ];

  it("open to the very text, whichever key they name", () => {
    fc.assert(
      fc.property(text, mode, fc.boolean(), (plain, how, isOther) => {
        const sealed = seal(plain, how, isOther ? other : key);
        expect(open(sealed, [key, other])).toEqual({
          kind: "opened",
          text: plain,
        });
        expect(sealed.includes(plain) && plain.length > 4).toBe(false);
      }),
    );
  });

  it("open when they are of megabytes", () => {
    const plain = "ü".repeat(5_000_000);
    const opened = open(seal(plain, "random", key), [key]);
    expect(opened.kind === "opened" && opened.text === plain).toBe(true);
  });

  it("are the same for the same text when deterministic, and only then", () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        const same = seal(one, "deterministic", key);
        expect(seal(one, "deterministic", key)).toBe(same);
        expect(seal(two, "deterministic", key) === same).toBe(one === two);
        expect(seal(one, "deterministic", other)).not.toBe(same);
        expect(seal(one, "random", key)).not.toBe(seal(one, "random", key));
      }),
    );
  });

  it("never open to anything else, whatever is done to them", () => {
    fc.assert(
      fc.property(text, mode, fc.nat(), fc.nat(255), (plain, how, at, bits) => {
        const sealed = seal(plain, how, key);
        const [format, id, payload = ""] = sealed.split(".");
        const bytes = Buffer.from(payload, "base64url");
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits;
        const touched = [format, id, bytes.toString("base64url")].join(".");
        expect(open(touched, [key])).toEqual(
          bits === 0 ? { kind: "opened", text: plain } : { kind: "damaged" },
        );
        const cut = sealed.slice(0, at % sealed.length);
        expect(open(cut, [key]).kind).not.toBe("opened");
        expect(open(sealed, [other])).toEqual({ kind: "unknownKey" });
        // The text of one key under the name of another.
        const renamed = [format, other.id, payload].join(".");
        expect(open(renamed, [key, other])).toEqual({ kind: "damaged" });
      }),
    );
  });

  it("are told from texts that are not sealed", () => {
    fc.assert(
      fc.property(text, (plain) => {
        expect(open(plain, [key])).toEqual({ kind: "plain" });
      }),
    );
  });
});

describe("signed data", () => {
  deriveKeys("signing");

  it("is read for what it was signed for, and for nothing else", () => {
    deriveKeys("signing");
    const what = fc.array(fc.oneof(fc.string(), fc.nat(), fc.constant(null)), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.jsonValue(), what, what, (data, one, two) => {
        // JSON has no -0.
        const plain: unknown = JSON.parse(JSON.stringify(data));
        const signed = sign(plain, one, "a test");
        expect(signed).toMatch(/^[\w-]+\.[\w-]{43}$/);
        expect(readSigned(signed, one, "a test")).toEqual(plain);
        if (JSON.stringify(one) !== JSON.stringify(two))
          expect(readSigned(signed, two, "a test")).toBeUndefined();
      }),
    );
  });

  it("is not read from any other text", () => {
    fc.assert(
      fc.property(fc.string(), fc.base64String(), (one, two) => {
        expect(readSigned(one, [], "a test")).toBeUndefined();
        expect(readSigned(`${two}.${two}`, [], "a test")).toBeUndefined();
      }),
    );
  });
});

describe("random tokens", () => {
  it("have the length and every character about as often as any other", () => {
    const token = tokenMaker(58_000)();
    const counts = new Map<string, number>();
    for (const character of token)
      counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(token).toHaveLength(58_000);
    expect(counts.size).toBe(58);
    // Ten standard deviations from a thousand.
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(320);
  });
});

describe("spans of time", () => {
  it("are read in every unit, and nothing else is", () => {
    const units = {
      second: 1,
      minute: 60,
      hour: 3600,
      day: 86_400,
      week: 604_800,
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(...Object.entries(units)),
        fc.constantFrom("", "s"),
        (count, [unit, seconds], plural) => {
          expect(readDuration(`${String(count)} ${unit}${plural}`)).toBe(
            count * seconds * 1000,
          );
        },
      ),
    );
    for (const wrong of ["", "soon", "1", "minute", "1 year", "-1 days", 0, -1])
      expect(readDuration(wrong)).toBeUndefined();
    expect(readDuration(900)).toBe(900);
    for (const wrong of [Number.NaN, Infinity, null, "1 toStrings"])
      expect(readDuration(wrong)).toBeUndefined();
  });
});

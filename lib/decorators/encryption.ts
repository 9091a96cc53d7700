import type { Encryption } from "../types/encrypted";
import type { EncryptOptions } from "../typing/encrypt-options";
import { optionNames } from "../util/option-names";
import { checkOptions, propertyDraft } from "./append";

const encryptOptionNames = optionNames<EncryptOptions>({
  deterministic: true,
  downcase: true,
  previous: true,
  supportUnencrypted: true,
});

/** What the option `encrypt` of a column says, with everything that was left out filled in. */
export function draftEncryption(
  target: object,
  property: string,
  given: boolean | EncryptOptions | undefined,
): Encryption | undefined {
  if (given === undefined || given === false) return undefined;
  const options = given === true ? {} : given;
  const draft = propertyDraft(target, property);
  checkOptions(draft, property, options, encryptOptionNames);
  const { previous = [] } = options;
  for (const each of previous)
    checkOptions(draft, property, each, ["downcase"]);
  return Object.freeze({
    isDeterministic: options.deterministic ?? false,
    downcase: options.downcase ?? false,
    previous: Object.freeze(
      previous.map(({ downcase }) => Object.freeze({ downcase })),
    ),
    supportUnencrypted: options.supportUnencrypted ?? false,
  });
}

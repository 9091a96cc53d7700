// What every public name must have beside its code. CONTRIBUTING.md says it to people.
//
// - An exported name: a sentence and an example.
// - A class or interface that the signature of such a name mentions: a sentence.
// - A method of either: a sentence and an example.
// - Another member, a property or a getter: a sentence. A property that is declared in a constructor has it there, as @param.
import { readDocComment } from "./doc-comments.mjs";
import { placeOf } from "./public-symbols.mjs";

/** What is missing, a line each, and every example that is there. */
export function checkDocComments(symbols) {
  const faults = [];
  const examples = [];
  for (const { entry, name, isExported, declarations, members } of symbols) {
    const comments = declarations.map(readDocComment);
    declarations.forEach((node, index) => {
      if (!isSentence(comments[index].text))
        faults.push(`${placeOf(node)} ${name}: no doc comment`);
    });
    const own = comments.flatMap((comment) => comment.examples);
    if (isExported && own.length === 0)
      faults.push(`${placeOf(declarations[0])} ${name}: no @example`);
    examples.push(...own.map((example) => ({ ...example, entry })));
    for (const member of members) {
      const { missing, found } = checkMember(member);
      faults.push(
        ...missing.map(
          (what) => `${placeOf(member.node)} ${name}.${member.name}: ${what}`,
        ),
      );
      examples.push(...found.map((example) => ({ ...example, entry })));
    }
  }
  const unfenced = examples.filter(({ text }) => text === undefined);
  faults.push(
    ...unfenced.map(
      ({ file, line }) => `${file}:${line} the @example has no \`\`\`ts block`,
    ),
  );
  return {
    faults,
    examples: examples.filter(({ text }) => text !== undefined),
  };
}

function checkMember({ name, node, isMethod }) {
  const { text, examples } = readDocComment(node);
  const isSaid =
    isSentence(text) ||
    (isParameter(node) &&
      readDocComment(node.parent).parameters.includes(name));
  return {
    missing: [
      ...(isSaid ? [] : ["no doc comment"]),
      ...(isMethod && examples.length === 0 ? ["no @example"] : []),
    ],
    found: examples,
  };
}

function isParameter(node) {
  return node.parent.parameters?.includes(node) ?? false;
}

/** Two words at least: one alone would only repeat the name. */
function isSentence(text) {
  return /\S\s+\S/.test(text);
}

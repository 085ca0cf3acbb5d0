import { createRequire } from 'node:module';
import type { CST, Document, LineCounter } from 'yaml';
import type { Place } from './problems.ts';

type Library = typeof import('yaml');
let loaded: Library | undefined;

/** Loaded at first use: a scan of a snapshot reads no target. */
export function library(): Library {
  loaded ??= createRequire(import.meta.url)('yaml') as Library;
  return loaded;
}

const MOST_TOKENS = 300_000;
/** Nested values; a target file needs six. */
export const MOST_LEVELS = 20;
const LONGEST_TEXT = 20_000;
const MOST_ODD = 100;

/** Ends the reading with one problem. */
export type Stop = (at: Place, sentence: string) => never;

/** The one document of a text, with its errors. Bounded in depth, number of values and time. */
export function compose(text: string, lines: LineCounter, stop: Stop): Document.Parsed {
  const { Composer } = library();
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const [first, second] = composer.compose(tokens(text.replace(/^\ufeff/, ''), lines, stop), true);
  if (second)
    stop(placeOf(lines, second.range[0]), 'A second document begins here; a target file is one document, so write the other into a file of its own.');
  return first as Document.Parsed;
}

/**
 * Depth is bounded while it grows: composing is recursive, and a full stack in the middle of it can end the process.
 * So is what costs an error object each, which is a hundred times as slow as a value.
 */
function* tokens(text: string, lines: LineCounter, stop: Stop): Generator<CST.Token, void> {
  const { Lexer, Parser } = library();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const count = { lexemes: 0, odd: 0 };
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error' || token.type === 'directive') count.odd++;
      yield token;
    }
    const excess = excessOf(lexeme, parser.stack.length, ++count.lexemes, count.odd);
    if (excess !== undefined) stop(placeOf(lines, parser.offset), excess);
  }
  yield* parser.end();
}

function excessOf(lexeme: string, depth: number, lexemes: number, odd: number): string | undefined {
  if (depth > 2 * MOST_LEVELS) return `Values are nested more than ${MOST_LEVELS} levels deep here; a target file needs six.`;
  if (lexemes > MOST_TOKENS) return 'The target file has too many values; is it the right file?';
  if (lexeme.length > LONGEST_TEXT) return `A text longer than ${LONGEST_TEXT} characters ends here; a quote may be missing at its end.`;
  return odd > MOST_ODD ? 'The target file is not YAML; is it the right file?' : undefined;
}

/** Line and column of an offset. */
export function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

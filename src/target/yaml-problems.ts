import type { ErrorCode } from 'yaml';

/** What is wrong with the YAML and what to write instead, without any word of the file: it may be a password. */
export const sayYamlProblem = (code: ErrorCode): string =>
  `This is not YAML: ${WORDS[code] ?? 'something here cannot be read; compare with docs/target-file.md'}.`;

const WORDS: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'an alias (*…) has no name or no anchor; put a text that begins with * in quotes',
  BAD_DIRECTIVE: 'a line that begins with % is not known; put a text that begins with % in quotes',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by a wrong letter; use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines around it; begin the keys of one mapping in one column',
  BAD_SCALAR_START: 'a text begins with a character that means something else in YAML; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon follows on one line; put a text with a colon and a space in quotes',
  BLOCK_IN_FLOW: 'a list or mapping with line breaks stands inside brackets; write all of it in brackets',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; a quote may be missing before it',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing here or before; close what was opened',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; a colon may be missing after the key before',
  MULTIPLE_DOCS: 'a second document begins; write it into a file of its own',
  TAB_AS_INDENT: 'a tab is used to indent; use spaces',
  UNEXPECTED_TOKEN: 'something stands where nothing can; a quote or bracket may be one too many or too few',
};

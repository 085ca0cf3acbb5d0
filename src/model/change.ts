/** What is different about one piece of evidence between two looks at a site. */
export interface Change {
  readonly host: string;
  /** What was asked, in short: `table cloud.host`, `file /etc/my.cnf`. */
  readonly evidence: string;
  /** `+` is new, `-` is gone, `~` is different; in words for people. */
  readonly details: readonly ChangeDetail[];
  /** How many more details there are than are listed. */
  readonly more: number;
}

export interface ChangeDetail {
  readonly sign: '+' | '-' | '~';
  readonly text: string;
}

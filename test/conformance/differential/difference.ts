/** Where helm and we do not agree. */
export interface Difference {
  readonly name: string;
  /** What was rendered. */
  readonly subject: string;
  readonly helm: string;
  readonly own: string;
}

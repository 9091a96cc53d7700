/** SQL text with its parameters, ready for a driver. */
export interface CompiledQuery {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
  /** Whether the text hardly comes again. */
  readonly isTransient?: boolean;
}

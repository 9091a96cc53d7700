/** The longest time that `setTimeout` can wait, in milliseconds; beyond it would not wait at all. */
export const longestTimer = 2 ** 31 - 1;

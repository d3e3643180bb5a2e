/** A file that may be started as a program, and a piece of it that begins with the test for that. */
export const namesMain = /__main__/;
export const testsMain = /^(?:el)?if\b(?=[^\n]*\b__name__\b)[^\n]*["']__main__["']/m;

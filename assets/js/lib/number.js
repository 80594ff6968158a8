// Nine figures in a row, single spaces between them or not, and what follows: a personal number, a card's text; no code of a procedure has them.

export const NUMBER = /\d(?: ?\d){8}[^]*/

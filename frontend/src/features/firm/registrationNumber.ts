/** The Korean business registration number: ten figures, the last of which checks the others. */

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

export type NumberFault = "length" | "check";

/** Take the figures out of what was typed or pasted. */
export function figuresOf(typed: string): string {
  return typed.replace(/\D/g, "").slice(0, 10);
}

/** Write the figures as the certificate does: 123-45-67890; grows while it is typed. */
export function formatRegistrationNumber(figures: string): string {
  const parts = [figures.slice(0, 3), figures.slice(3, 5), figures.slice(5, 10)];
  return parts.filter((part) => part !== "").join("-");
}

/** Find what is wrong with a number; the check figure is the tax office's rule. */
export function numberFault(figures: string): NumberFault | null {
  if (!/^\d{10}$/.test(figures)) return "length";
  const digits = [...figures].map(Number);
  const products = WEIGHTS.map((weight, at) => weight * (digits[at] ?? 0));
  const total = products.reduce((sum, each) => sum + each, 0) + Math.floor((products[8] ?? 0) / 10);
  return (total + (digits[9] ?? 0)) % 10 === 0 ? null : "check";
}

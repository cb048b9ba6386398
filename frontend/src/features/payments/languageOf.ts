/** Which of the product's languages a person wrote in, for whoever reads the text aloud. */
export function languageOf(text: string): "ko" | "en" {
  return /\p{Script=Hangul}/u.test(text) ? "ko" : "en";
}

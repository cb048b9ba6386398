/** The way to the notifications, with how many are unread. */
export function Bell() {
  return null;
}

// Follows one's notices with graphql-ws through lost connections, and prints their numbers.
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "graphql-ws";

const [url, cookie, origin, first, until] = process.argv.slice(2);
const query = `subscription ($after: Int) { notifications(after: $after) {
  notifications { number kind } lastNumber } }`;

class SocketWithCookie extends WebSocket {
  constructor(address, protocols) {
    super(address, { protocols, headers: { cookie, origin } });
  }
}

async function* notices(after) {
  const client = createClient({ url, webSocketImpl: SocketWithCookie, retryAttempts: 0 });
  for (;;) {
    try {
      for await (const { data } of client.iterate({ query, variables: { after } })) {
        after = data.notifications.lastNumber;
        yield* data.notifications.notifications;
      }
    } catch {
      await pause(20);
    }
  }
}

const numbers = [];
for await (const { number } of notices(Number(first))) {
  numbers.push(number);
  if (number >= Number(until)) break;
}
console.log(JSON.stringify(numbers));
process.exit();

// Runs a query, a mutation and a subscription with the graphql-ws client; prints what it got.
import { createClient } from "graphql-ws";

const [url, cookie, origin] = process.argv.slice(2);

class SocketWithCookie extends WebSocket {
  constructor(address, protocols) {
    super(address, { protocols, headers: { cookie, origin } });
  }
}

const client = createClient({ url, webSocketImpl: SocketWithCookie, retryAttempts: 0 });

async function first(query, variables) {
  for await (const result of client.iterate({ query, variables })) {
    return result;
  }
  return null;
}

const mutation = `mutation ($requestId: ID!, $input: TechnologyInput!) {
  createTechnology(requestId: $requestId, input: $input) {
    technology { id state isOwn }
    errors { code field message }
  }
}`;
const input = JSON.parse(process.env.TECHNOLOGY_INPUT);
const requestId = crypto.randomUUID();

const results = {
  query: await first("{ viewer { email organisation { kind } } }"),
  mutation: await first(mutation, { requestId, input }),
  repeated: await first(mutation, { requestId, input }),
  subscription: await first("subscription { logCheckpoint { origin size rootHash } }"),
};

let refused = null;
try {
  await first("{ nothing }");
} catch (errors) {
  refused = errors[0].message;
}
console.log(JSON.stringify({ ...results, refused }));
await client.dispose();

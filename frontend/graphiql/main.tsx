import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./page.css";

const address = new URL("/graphql", window.location.href);
const socket = new URL(address);
socket.protocol = address.protocol === "https:" ? "wss:" : "ws:";

// Cookies go along to the same origin by themselves: sign in on any page of the product first.
const fetcher = createGraphiQLFetcher({
  url: address.pathname,
  // A refused or lost socket is to be seen, not tried again.
  wsClient: createClient({ url: socket.href, lazy: true, retryAttempts: 0 }),
});

const place = document.getElementById("graphiql");
if (!place) throw new Error("The page has no place for GraphiQL.");
createRoot(place).render(
  <GraphiQL fetcher={fetcher} defaultQuery={"{\n  logCheckpoint {\n    size\n  }\n}\n"} />,
);

// Runs what is typed: queries and mutations by POST, subscriptions over the socket.
"use strict";

const part = (id) => document.getElementById(id);
let socket = null;

async function ask(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

function follow(query, variables) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/graphql`, "graphql-transport-ws");
  socket.onopen = () => socket.send(JSON.stringify({ type: "connection_init" }));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "connection_ack") {
      const payload = { query, variables };
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
    } else if (message.type === "ping") {
      socket.send(JSON.stringify({ type: "pong" }));
    } else {
      part("answer").textContent += `${JSON.stringify(message.payload ?? message.type, null, 2)}\n`;
    }
  };
  socket.onclose = ({ code, reason }) => {
    part("status").textContent = `Socket closed: ${code} ${reason}`;
  };
}

async function run() {
  socket?.close();
  part("answer").textContent = "";
  part("status").textContent = "";
  try {
    const query = part("query").value;
    const variables = JSON.parse(part("variables").value || "{}");
    if (/^\s*subscription\b/m.test(query)) {
      follow(query, variables);
    } else {
      part("answer").textContent = JSON.stringify(await ask(query, variables), null, 2);
    }
  } catch (error) {
    part("status").textContent = String(error);
  }
}

async function showTypes() {
  const answer = await ask(
    "{ __schema { types { name description fields { name description args { name } } } } }",
    {},
  );
  const types = answer.data.__schema.types.filter(
    (type) => type.fields && !type.name.startsWith("__"),
  );
  part("types").textContent = types
    .map((type) => {
      const fields = type.fields.map((field) => {
        const names = field.args.map((argument) => argument.name).join(", ");
        return `  ${field.name}${names && `(${names})`}: ${field.description}`;
      });
      return `${type.name}: ${type.description}\n${fields.join("\n")}`;
    })
    .join("\n\n");
}

part("run").addEventListener("click", run);
part("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
showTypes();

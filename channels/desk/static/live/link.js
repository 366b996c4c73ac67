// The WebSocket of the page: beats while it is open, comes back by itself, and goes to the door when the session is over.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;
const BEAT = 4000;
const NOT_IN = [4401, 4403];

export class Link {
  #socket = null;
  #wait = FIRST_WAIT;
  #beat = null;

  /** handlers: frame(object), open(), lost() */
  constructor(path, handlers) {
    this.path = path;
    this.handlers = handlers;
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.path}`);
    socket.onopen = () => {
      this.#wait = FIRST_WAIT;
      this.handlers.open();
    };
    socket.onmessage = ({ data }) => this.handlers.frame(JSON.parse(data));
    socket.onclose = ({ code }) => this.#closed(socket, code);
    this.#socket = socket;
    this.#beat ??= setInterval(() => this.send("beat"), BEAT);
  }

  send(type, fields = {}) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type, ...fields }));
  }

  sendSound(buffer) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(buffer);
  }

  #closed(socket, code) {
    if (socket !== this.#socket) return;
    if (NOT_IN.includes(code)) {
      location.reload();
      return;
    }
    this.handlers.lost();
    setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
  }
}

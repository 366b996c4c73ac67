// The WebSocket: says hello with the visit it had, and comes back by itself, a little later each time.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
const MOVED_AWAY = 4001;

export class Link {
  #socket = null;
  #wait = FIRST_WAIT;
  #sound = null;

  /** handlers: frame(object), sound(header, ArrayBuffer), lost(), back(), moved() */
  constructor(handlers) {
    this.handlers = handlers;
    this.session = null;
    this.visiting = false;
    this.away = false;
  }

  open() {
    this.away = false;
    const address = new URL("kiosk/ws", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.send("hello", this.session ? { session: this.session, visiting: this.visiting } : {});
    socket.onmessage = (message) => this.#take(message.data);
    socket.onclose = (event) => this.#closed(socket, event.code);
    this.#socket = socket;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  send(type, fields = {}) {
    if (this.isOpen) this.#socket.send(JSON.stringify({ type, ...fields }));
  }

  sendSound(buffer) {
    if (this.isOpen) this.#socket.send(buffer);
  }

  #take(data) {
    if (typeof data !== "string") {
      if (this.#sound) this.handlers.sound(this.#sound, data);
      this.#sound = null;
      return;
    }
    const frame = JSON.parse(data);
    if (frame.type === "audio") this.#sound = frame;
    else if (frame.type === "welcome") this.#welcomed(frame);
    else if (frame.type === "moved") this.#moved();
    else this.handlers.frame(frame);
  }

  #welcomed(frame) {
    this.#wait = FIRST_WAIT;
    const same = this.session === frame.session;
    this.session = frame.session;
    this.handlers.back(frame, same);
  }

  #moved() {
    this.away = true;
    this.handlers.moved();
  }

  #closed(socket, code) {
    if (socket !== this.#socket || this.away) return;
    if (code === MOVED_AWAY) return this.#moved();
    this.handlers.lost();
    setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
  }
}

// Whether there is anything to hear the voice with: looked for anew whenever something is plugged in or pulled out.

export class Loudspeaker {
  /** works(boolean) */
  constructor(works) {
    this.works = works;
    navigator.mediaDevices?.addEventListener("devicechange", () => this.look());
  }

  async look() {
    const devices = await navigator.mediaDevices?.enumerateDevices() ?? [];
    // Until it may listen, a browser need not tell all it has: what it does not tell is not missed.
    const { state } = await navigator.permissions.query({ name: "microphone" });
    this.works(state !== "granted" || devices.some(({ kind }) => kind === "audiooutput"));
  }
}

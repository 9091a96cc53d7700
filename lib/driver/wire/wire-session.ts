import type { Socket } from "node:net";
import { Fifo } from "../../util/fifo";
import { copyRefusal, encodingRefusal, lengthRefusal } from "../statement-text";
import type { InvalidArgumentError } from "../../errors/query-error";
import { Exchange } from "./exchange";
import type { Outcome } from "./exchange";
import { MessageReader } from "./message-reader";
import { PreparedStatements } from "./prepared-statements";
import {
  bindAndExecute,
  closeStatement,
  parse,
  simpleQuery,
  terminate,
} from "./requests";
import {
  isOtherEncoding,
  isStale,
  messageType,
  readCount,
  readError,
  readFields,
  statusIdle,
} from "./responses";
import { isFatal } from "./server-error";
import type { ServerError } from "./server-error";

/** From how many bytes on requests are written at once. */
const mostUnwritten = 1_000_000;

/**
 * A session that is logged in: PostgreSQL's extended query protocol, all in
 * text, with any number of statements on their way. Each has a Sync of its own,
 * so that the failure of one is not the failure of the next.
 */
export class WireSession {
  readonly #prepared = new PreparedStatements();
  readonly #sent = new Fifo<Exchange>();
  /** The first of those sent, which the server answers now. */
  #current: Exchange | undefined;
  #unwritten = "";
  #isWriting = false;
  /** Whether anything was written since nothing was on its way. */
  #hasWritten = false;
  #whenIdle: (() => void) | undefined;

  /** @param onEnd called when the session ends by something that was said in it */
  constructor(
    private readonly socket: Socket,
    private readonly onEnd: (reason: unknown) => void,
  ) {
    const reader = new MessageReader((type, bytes, start, end) => {
      this.#handle(type, bytes, start, end);
    });
    socket.on("data", (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch (error) {
        // What cannot be read is no PostgreSQL.
        this.onEnd(error);
      }
    });
  }

  /** Whether the text was sent before. */
  knows(text: string): boolean {
    return this.#prepared.has(text);
  }

  /** Runs one statement. */
  run(
    text: string,
    parameters: readonly (string | null)[],
    prepare: boolean,
    outcome: Outcome,
  ): void {
    const prepared = prepare ? this.#prepared.claim(text) : undefined;
    this.#start(new Exchange(text, parameters, prepared, outcome));
  }

  /** Runs a script of several statements. */
  runScript(text: string, outcome: Outcome): void {
    const exchange = new Exchange(text, [], undefined, outcome);
    // Nothing in its answer tells when it begins.
    exchange.hasBegun = true;
    this.#push(exchange, simpleQuery(text));
  }

  /** Resolves when nothing is on its way any more. */
  async becomeIdle(): Promise<void> {
    if (this.#sent.length === 0) return;
    await new Promise<void>((resolve) => (this.#whenIdle = resolve));
  }

  /** Tells the server that the session ends. */
  terminate(): void {
    this.#write();
    this.socket.end(terminate, "latin1");
  }

  /** Rejects what is on its way, because the session is lost. */
  abandon(): void {
    const neverRan = this.#nothingRan();
    this.#unwritten = "";
    for (
      let exchange = this.#sent.shift();
      exchange !== undefined;
      exchange = this.#sent.shift()
    ) {
      const { error, outcome } = exchange;
      // An error that ended the session is not the statement's own.
      outcome.reject(isFatal(error) ? undefined : error, neverRan);
    }
    this.#current = undefined;
    this.#whenIdle?.();
  }

  /**
   * Whether nothing of what is on its way has run. An administrator or a proxy
   * often ends sessions that are idle; the next statement then meets a dead
   * session. The server answers in order, and confirms that a statement is bound
   * before it runs it: when the error that ends the session comes first, nothing ran.
   * That holds for the server's own words; a pooler may have lost its answer.
   */
  #nothingRan(): boolean {
    if (!this.#hasWritten) return true;
    const current = this.#current;
    return (
      current?.hasBegun === false &&
      isFatal(current.error) &&
      current.error.routine !== undefined
    );
  }

  #start(exchange: Exchange): void {
    try {
      this.#send(exchange);
    } catch {
      // The one thing that can go wrong before anything is sent.
      const { prepared, text, outcome } = exchange;
      if (prepared?.isParsed === false) this.#prepared.forget(text, prepared);
      outcome.reject(lengthRefusal(), true);
    }
  }

  #send(exchange: Exchange): void {
    const { prepared, parameters, text } = exchange;
    const name = prepared?.name ?? "";
    exchange.usesKept = prepared?.isParsed === true;
    const request = bindAndExecute(
      name,
      parameters,
      prepared?.fields === undefined,
    );
    this.#push(
      exchange,
      exchange.usesKept ? request : parse(name, text) + request,
    );
  }

  #push(exchange: Exchange, request: string): void {
    // A string cannot grow without end, and what was put on the list must go out.
    if (this.#unwritten.length + request.length > mostUnwritten) this.#write();
    this.#sent.push(exchange);
    this.#current ??= exchange;
    this.#unwritten += request;
    if (this.#isWriting) return;
    this.#isWriting = true;
    // What is sent together is written together.
    process.nextTick(this.#write);
  }

  readonly #write = (): void => {
    this.#isWriting = false;
    if (this.#unwritten === "") return;
    this.#hasWritten = true;
    this.socket.write(this.#unwritten, "latin1");
    this.#unwritten = "";
  };

  #handle(type: number, bytes: Buffer, start: number, end: number): void {
    const current = this.#current;
    if (current !== undefined) this.#answer(current, type, bytes, start, end);
    else if (type === messageType.error) this.onEnd(readError(bytes, start));
  }

  #addError(current: Exchange, error: ServerError): void {
    current.error ??= error;
    if (error.isFatal) this.onEnd(error);
  }

  #answer(
    current: Exchange,
    type: number,
    bytes: Buffer,
    start: number,
    end: number,
  ): void {
    switch (type) {
      case messageType.dataRow:
        current.addRow(bytes, start, end);
        return;
      case messageType.commandComplete:
        current.count = readCount(bytes, start, end);
        return;
      case messageType.readyForQuery:
        this.#finish(current, bytes[start] === statusIdle);
        return;
      case messageType.bindComplete:
        current.hasBegun = true;
        return;
      case messageType.error:
        this.#addError(current, readError(bytes, start));
        return;
      default:
        this.#describe(current, type, bytes, start);
    }
  }

  #describe(
    current: Exchange,
    type: number,
    bytes: Buffer,
    start: number,
  ): void {
    const { prepared } = current;
    switch (type) {
      case messageType.parseComplete:
        if (prepared !== undefined) prepared.isParsed = true;
        return;
      case messageType.rowDescription:
        current.fields = readFields(bytes, start);
        if (prepared !== undefined) prepared.fields = current.fields;
        return;
      case messageType.noData:
        if (prepared !== undefined) prepared.fields = current.fields;
        return;
      case messageType.copyIn:
      case messageType.copyOut:
      case messageType.copyBoth:
        // It answers with a stream, and the session is of no use until that has ended.
        this.#giveUp(current, copyRefusal());
        return;
      case messageType.parameterStatus:
        if (isOtherEncoding(bytes, start))
          this.#giveUp(current, encodingRefusal());
    }
  }

  /** Ends the session, which a statement has made unusable. */
  #giveUp(current: Exchange, error: InvalidArgumentError): void {
    current.error = error;
    this.onEnd(error);
  }

  #finish(exchange: Exchange, isOutsideTransaction: boolean): void {
    this.#sent.shift();
    this.#current = this.#sent.peek();
    if (exchange.error === undefined) this.#resolve(exchange);
    else this.#fail(exchange, exchange.error, isOutsideTransaction);
    if (this.#current !== undefined) return;
    this.#hasWritten = false;
    this.#whenIdle?.();
  }

  #resolve(exchange: Exchange): void {
    if (exchange.prepared?.fields !== undefined)
      exchange.fields = exchange.prepared.fields;
    exchange.outcome.resolve(exchange);
  }

  #fail(
    exchange: Exchange,
    error: NonNullable<Exchange["error"]>,
    isOutsideTransaction: boolean,
  ): void {
    const { prepared, text, hasBegun, usesKept } = exchange;
    if (prepared?.isParsed === false) this.#prepared.forget(text, prepared);
    if (prepared === undefined || !usesKept || hasBegun || !isStale(error)) {
      exchange.outcome.reject(error, false);
      return;
    }
    // Goes out before whatever is sent next.
    if (this.#prepared.forget(text, prepared))
      this.#unwritten += closeStatement(prepared.name);
    if (isOutsideTransaction && !exchange.isRepeated) this.#repeat(exchange);
    else exchange.outcome.reject(error, false);
  }

  /** Runs a statement again that was prepared for a table as it was before. */
  #repeat(exchange: Exchange): void {
    exchange.error = undefined;
    exchange.hasBegun = false;
    exchange.isRepeated = true;
    exchange.prepared = this.#prepared.claim(exchange.text);
    this.#start(exchange);
  }
}

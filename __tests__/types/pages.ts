import type { BatchOptions, CursorPage, NumberedPage, Query } from "arx";
import { Article, User } from "./models";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

/** Every statement here compiles, but for what is marked; results have the types that are asserted. */
export async function page(): Promise<void> {
  const numbered = await User.paginate({ page: 2, pageSize: 50 });
  isTrue<Equal<typeof numbered, NumberedPage<User>>>();
  const plain = await User.select("id", "email").paginate();
  plain.items satisfies { id: number; email: string }[];
  // @ts-expect-error not selected
  plain.items[0]?.age;

  const first = await Article.with({ author: true }).page({ first: 10 });
  first.items[0]?.author.email;
  const next: CursorPage<Article> = await Article.page({
    first: 10,
    after: first.endCursor,
  });
  await Article.page({ last: 10, before: next.startCursor });
  // @ts-expect-error a page goes one way
  await Article.page({ first: 10, last: 10 });
  // @ts-expect-error after belongs to first
  await Article.page({ last: 10, after: null });
  // @ts-expect-error how many?
  await Article.page({ after: null });
  // @ts-expect-error there is no such option
  await Article.paginate({ size: 5 });

  for await (const user of User.where({ role: "admin" }).stream({ batch: 5 }))
    isTrue<Equal<typeof user, User>>();
  for await (const row of User.select("email").findEach())
    row satisfies { email: string };
  for await (const users of User.findInBatches({ batch: 5 }))
    isTrue<Equal<typeof users, User[]>>();
  for await (const { query, count } of User.inBatches({
    start: 1,
    finish: 9,
  })) {
    isTrue<Equal<typeof query, Query<User>>>();
    isTrue<Equal<typeof count, number>>();
  }
  // @ts-expect-error a stream keeps the query's order, and has no keys
  User.stream({ start: 1 });
  // @ts-expect-error up or down
  const options: BatchOptions<User> = { order: "down" };
  User.findEach(options);
  // @ts-expect-error it is gone through by a loop, not by a function
  await User.findEach({ batch: 5 }, (user: User) => user.email);
}

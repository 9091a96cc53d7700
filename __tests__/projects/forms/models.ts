export { Note } from "./note.js";
export * from "./person.js";
export * from "./post.js";
export * from "./post-tag.js";
export { Profile } from "./profile.js";
export { default as Tag } from "./tag.js";

/// The pages that people see: their view models, texts, colours and the headers they are sent with.
/// Plain HTML from escaped templates, without script. A page knows nothing of sign-ins, users or
/// applications: whoever shows one fills its record and receives the form posts.
package dev.latchkey.page;

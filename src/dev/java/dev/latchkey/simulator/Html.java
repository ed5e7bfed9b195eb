package dev.latchkey.simulator;

/// Text in pages.
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A page with a title and a body that is already HTML.
    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f5f5f5; color: #1f1f1f }
                main { max-width: 22rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 12px }
                h1 { font-size: 1.25rem; margin: 0 0 1rem; color: #1677ff }
                a { display: block; margin: .5rem 0; padding: .75rem 1rem; border: 1px solid #d9d9d9; border-radius: 8px;
                    color: inherit; text-decoration: none }
                a:hover, a:focus { border-color: #1677ff }
                small { color: #737373 }
                </style>
                </head>
                <body><main><h1>%1$s</h1>%2$s</main></body>
                </html>
                """.formatted(escape(title), body);
    }
}

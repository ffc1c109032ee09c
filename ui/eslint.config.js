import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(globalIgnores(["dist", "src/generated"]), {
  files: ["**/*.{ts,tsx}"],
  extends: [
    tseslint.configs.strictTypeChecked,
    tseslint.configs.stylisticTypeChecked,
    jsxA11y.flatConfigs.strict,
    reactHooks.configs.flat.recommended,
  ],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    eqeqeq: "error",
    "no-console": "error",
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/switch-exhaustiveness-check": "error",
    // WebKit forgets that a list without bullets is one, unless its role says so.
    "jsx-a11y/no-redundant-roles": ["error", { ul: ["list"], ol: ["list"] }],
    // A component that may take the focus when it opens asks for it where it stands in the page.
    "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
    // A click handler that returns the promise of a command is the normal case.
    "@typescript-eslint/no-misused-promises": [
      "error",
      { checksVoidReturn: { attributes: false } },
    ],
    "no-restricted-syntax": [
      "error",
      {
        selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
        message: "Markup is built as elements, never from a string.",
      },
      {
        selector: "AssignmentExpression > MemberExpression[property.name=/^(inner|outer)HTML$/]",
        message: "Markup is built as elements, never from a string.",
      },
    ],
    "no-restricted-globals": [
      "error",
      { name: "fetch", message: "The front end speaks to the application alone, by its commands." },
      { name: "localStorage", message: "Nothing is kept outside the encrypted notebook." },
      { name: "sessionStorage", message: "Nothing is kept outside the encrypted notebook." },
    ],
  },
});

import { useEffect, useRef, useState } from "react";
import {
  ComboBox as AriaComboBox,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";

import { failureOf } from "../backend/failure";
import { FieldFrame, type FieldWords } from "./FieldFrame";
import { PLAIN_INPUT } from "./plainInput";
import "./List.css";

/** How one found thing is shown. */
export interface Found {
  /** Its identifier. */
  id: string;
  /** Its name, which stays in the field once chosen. */
  label: string;
  /** What tells it from its neighbours. */
  description: string;
}

/** A search as one types. */
export interface ComboBoxProps<Item> extends FieldWords {
  /** Asked at each key; answers that come late are dropped. */
  search: (query: string) => Promise<Item[]>;
  /** Told when the field takes the focus: what a first search waits for can be made ready meanwhile. */
  prepare?: () => void;
  show: (item: Item) => Found;
  onChoose: (item: Item) => void;
  /** Takes the choice away when the field is left empty; a field without it gets its choice back. */
  onClear?: () => void;
  /** What the field holds at first, or after a choice made elsewhere. */
  chosen?: string;
  /** Empties the field after a choice, to choose another. */
  clearOnChoose?: boolean;
  placeholder?: string;
  /** Said when nothing was found. */
  nothingFound?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** A field that searches through a command as one types, and gives the thing chosen; left without a choice, it shows the former one. */
export function ComboBox<Item>(props: ComboBoxProps<Item>) {
  const { search, show, onChoose, onClear, chosen = "", clearOnChoose = false } = props;
  const [text, setText] = useState(chosen);
  const [items, setItems] = useState<Item[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const turn = useRef(0);
  const [shownChoice, setShownChoice] = useState(chosen);
  if (shownChoice !== chosen) {
    setShownChoice(chosen);
    setText(chosen);
  }

  const ask = useRef(search);
  useEffect(() => {
    ask.current = search;
  });
  const look = async (query: string) => {
    const asked = (turn.current += 1);
    try {
      const found = query.trim() === "" ? [] : await ask.current(query);
      if (asked !== turn.current) return;
      setItems(found);
      setTrouble(null);
    } catch (thrown) {
      if (asked === turn.current) setTrouble(failureOf(thrown).problems[0]?.message ?? "");
    }
  };

  const choose = (id: string) => {
    const item = items.find((candidate) => show(candidate).id === id);
    if (item === undefined) return;
    turn.current += 1;
    setText(clearOnChoose ? "" : show(item).label);
    setItems([]);
    onChoose(item);
  };

  const leave = () => {
    turn.current += 1;
    setItems([]);
    if (text.trim() === "" && chosen !== "" && onClear !== undefined) onClear();
    else setText(chosen);
  };

  const found = items.map(show);
  return (
    <AriaComboBox
      className="field"
      items={found}
      inputValue={text}
      onInputChange={(value) => {
        if (value === text) return;
        setText(value);
        void look(value);
      }}
      value={null}
      onChange={(key) => {
        if (key !== null) choose(String(key));
      }}
      onFocus={props.prepare}
      onBlur={({ target }) => {
        // A window that loses the focus leaves the field where it was.
        if (target !== document.activeElement) leave();
      }}
      onKeyDown={(event) => {
        // Enter would send the form with the former choice.
        if (event.key === "Enter" && text !== chosen) event.preventDefault();
      }}
      menuTrigger="input"
      allowsCustomValue
      allowsEmptyCollection={text.trim() !== "" && text !== chosen}
      isInvalid={(props.error ?? trouble ?? "") !== ""}
      isDisabled={props.isDisabled}
    >
      <FieldFrame {...props} error={props.error ?? trouble}>
        <Input
          {...PLAIN_INPUT}
          className="field-input"
          placeholder={props.placeholder}
          autoFocus={props.autoFocus}
        />
      </FieldFrame>
      <Popover className="list-popover" offset={4}>
        {/* A landmark, for the popover stands outside those of the page. */}
        <section aria-label={props.label}>
          <ListBox<Found>
            className="list"
            renderEmptyState={() => (
              <span className="list-empty">{props.nothingFound ?? "Rien ne correspond."}</span>
            )}
          >
            {(item) => (
              <ListBoxItem id={item.id} textValue={item.label} className="list-item">
                <span>{item.label}</span>
                <span className="list-description">{item.description}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </section>
      </Popover>
    </AriaComboBox>
  );
}

/** What a record is called, as menus have it. */

/**
 * @template Name
 * @param {readonly { name: string, label: string }[] | undefined} table of the catalogue
 * @param {Name} name which is told as it is where no record has it
 */
export function labelOf(table, name) {
  return table?.find((entry) => entry.name === name)?.label ?? name;
}

package io.baton.api.code;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The directories in which modules are looked for by name, in the order of the search (Erlang's
 * code path; kernel/src/code.erl). It begins as the configuration says, property {@code path} of
 * {@code io.baton.code}, and is that again when this property is changed. Changes are not kept on
 * disk. Nothing that is loaded changes. Thread-safe; never blocks for long: whether a directory
 * exists is asked, its content is read by loads.
 */
@ProviderType
public interface CodePath {
  /**
   * Returns the directories ({@code code:get_path/0}).
   *
   * @return in the order of the search
   */
  List<Path> directories();

  /**
   * Replaces the whole path ({@code code:set_path/1}).
   *
   * @param directories in the order of the search; of one that is named twice, the first counts
   * @return {@link PathResult.BadDirectory} if one of them is none; then nothing has changed
   */
  PathResult set(List<Path> directories);

  /**
   * Puts a directory first, wherever it was ({@code code:add_patha/1}).
   *
   * @param directory to be searched before all others
   * @return {@link PathResult.BadDirectory} if it is none; then nothing has changed
   */
  PathResult addFirst(Path directory);

  /**
   * Puts a directory last; one that is on the path stays where it is ({@code code:add_pathz/1}).
   *
   * @param directory to be searched after all others
   * @return {@link PathResult.BadDirectory} if it is none; then nothing has changed
   */
  PathResult addLast(Path directory);

  /**
   * Takes a directory from the path ({@code code:del_path/1}). It need not exist any more.
   *
   * @param directory on the path
   * @return {@link PathResult.NotOnPath} if it is not; then nothing has changed
   */
  PathResult delete(Path directory);

  /**
   * Puts a directory in the place of another ({@code code:replace_path/2}).
   *
   * @param before on the path
   * @param after to be searched instead
   * @return {@link PathResult.NotOnPath} or {@link PathResult.BadDirectory} if one of both is not
   *     that; then nothing has changed
   */
  PathResult replace(Path before, Path after);
}

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/** One node; every argument is a setting, NAME=VALUE. Runs until it is told to end. */
public final class SearchNode extends Node {
  private static final String[] PLUGINS = {
    "org.opensearch.transport.Netty4Plugin",
    "org.opensearch.analysis.common.CommonAnalysisPlugin",
    "org.opensearch.index.reindex.ReindexPlugin",
    "org.opensearch.painless.PainlessPlugin",
    "org.opensearch.index.mapper.MapperExtrasPlugin",
    "org.opensearch.knn.plugin.KNNPlugin",
  };

  private SearchNode(Environment environment, List<Class<? extends Plugin>> plugins) {
    super(environment, plugins, true);
  }

  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings = Settings.builder();
    for (String each : arguments) {
      int end = each.indexOf('=');
      settings.put(each.substring(0, end), each.substring(end + 1));
    }
    settings.put("network.host", "127.0.0.1");
    settings.put("transport.type", "netty4").put("http.type", "netty4");
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String name : PLUGINS) {
      plugins.add(Class.forName(name).asSubclass(Plugin.class));
    }
    Settings built = settings.build();
    Path configuration = Path.of(built.get("path.home"), "config");
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            built, Collections.emptyMap(), configuration, () -> built.get("node.name"));
    SearchNode node = new SearchNode(environment, plugins);
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (java.io.IOException failure) {
        throw new java.io.UncheckedIOException(failure);
      } finally {
        end.countDown();
      }
    }));
    node.start();
    end.await();
  }
}

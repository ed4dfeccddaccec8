package ctrsweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "ctrsweep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_a_dag = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("kernel")
            .definedBy("ctrsweep.space", "ctrsweep.json", "ctrsweep.files", "ctrsweep.text", "ctrsweep.metric")
            .layer("settings")
            .definedBy("ctrsweep.settings")
            .layer("search")
            .definedBy("ctrsweep.search..")
            .layer("data")
            .definedBy("ctrsweep.data..")
            .layer("model")
            .definedBy("ctrsweep.model..")
            .layer("config")
            .definedBy("ctrsweep.config")
            .layer("foreign")
            .definedBy("ctrsweep.foreign")
            .layer("sweep")
            .definedBy("ctrsweep.sweep")
            .layer("train")
            .definedBy("ctrsweep.train")
            .layer("program")
            .definedBy("ctrsweep.program")
            .layer("remote")
            .definedBy("ctrsweep.remote")
            .layer("store")
            .definedBy("ctrsweep.store")
            .layer("report")
            .definedBy("ctrsweep.report..")
            .layer("serve")
            .definedBy("ctrsweep.serve")
            .layer("spark")
            .definedBy("ctrsweep.spark")
            .layer("cli.text")
            .definedBy("ctrsweep.cli.text")
            .layer("cli.launch")
            .definedBy("ctrsweep.cli.launch")
            .layer("cli.database")
            .definedBy("ctrsweep.cli.database")
            .layer("cli")
            .definedBy("ctrsweep.cli")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("search")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("data")
            .mayOnlyAccessLayers("kernel", "settings")
            .whereLayer("model")
            .mayOnlyAccessLayers("kernel", "settings", "data")
            .whereLayer("config")
            .mayOnlyAccessLayers("kernel", "settings", "search", "data", "model")
            .whereLayer("foreign")
            .mayOnlyAccessLayers("kernel", "settings", "config")
            .whereLayer("sweep")
            .mayOnlyAccessLayers("kernel", "settings", "search", "config")
            .whereLayer("store")
            .mayOnlyAccessLayers("kernel", "settings", "config", "sweep")
            .whereLayer("report")
            .mayOnlyAccessLayers("kernel", "settings", "config", "sweep")
            .whereLayer("train")
            .mayOnlyAccessLayers("kernel", "settings", "data", "model", "config", "sweep")
            .whereLayer("program")
            .mayOnlyAccessLayers("kernel", "settings", "config", "sweep")
            .whereLayer("remote")
            .mayOnlyAccessLayers("kernel", "sweep")
            .whereLayer("serve")
            .mayNotAccessAnyLayer()
            .whereLayer("spark")
            .mayNotAccessAnyLayer()
            .whereLayer("cli.text")
            .mayOnlyBeAccessedByLayers("cli", "cli.launch", "cli.database")
            .whereLayer("cli.launch")
            .mayOnlyBeAccessedByLayers("cli", "cli.database")
            .whereLayer("cli.database")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule commands_read_through_results = noClasses()
            .that()
            .resideInAnyPackage("ctrsweep.cli", "ctrsweep.cli.text")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ctrsweep.store..");

    @ArchTest
    static final ArchRule columns_and_bytes_know_nothing_of_data_sets = classes()
            .that()
            .resideInAnyPackage("ctrsweep.data.column", "ctrsweep.data.bytes")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("ctrsweep.data.column", "ctrsweep.data.bytes", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_engine_lives_in_train = only("ctrsweep.train", "ai.djl..");

    @ArchTest
    static final ArchRule sql_lives_in_store =
            only("ctrsweep.store", "java.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..");

    @ArchTest
    static final ArchRule parquet_lives_in_data = only("ctrsweep.data.parquet", "dev.hardwood..");

    @ArchTest
    static final ArchRule yaml_lives_in_config = only("ctrsweep.config", "org.yaml..");

    @ArchTest
    static final ArchRule json_lives_in_json_and_is_written_into_pages = noClasses()
            .that()
            .resideOutsideOfPackages("ctrsweep.json", "ctrsweep.report.page")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.gson..");

    @ArchTest
    static final ArchRule templates_live_in_pages = only("ctrsweep.report.page", "com.samskivert..");

    @ArchTest
    static final ArchRule the_command_line_lives_in_cli = only("ctrsweep.cli..", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule the_server_lives_in_serve = only("ctrsweep.serve", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule spark_lives_in_spark = only("ctrsweep.spark", "org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule pictures_are_drawn_in_picture =
            only("ctrsweep.report.picture", "org.knowm..", "java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule nothing_reads_the_clock_of_the_machine_but_cli = noClasses()
            .that()
            .resideOutsideOfPackages("ctrsweep.cli..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    @ArchTest
    static void a_simple_name_means_one_thing(JavaClasses all) {
        Map<String, List<String>> bySimpleName = all.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(bySimpleName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    private static ArchRule only(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}

package ctrsweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ctrsweep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_a_dag = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("space")
            .definedBy("ctrsweep.space")
            .layer("search")
            .definedBy("ctrsweep.search..")
            .layer("config")
            .definedBy("ctrsweep.config")
            .layer("sweep")
            .definedBy("ctrsweep.sweep")
            .layer("data")
            .definedBy("ctrsweep.data..")
            .layer("model")
            .definedBy("ctrsweep.model")
            .layer("train")
            .definedBy("ctrsweep.train")
            .layer("program")
            .definedBy("ctrsweep.program")
            .layer("store")
            .definedBy("ctrsweep.store")
            .layer("report")
            .definedBy("ctrsweep.report..")
            .layer("serve")
            .definedBy("ctrsweep.serve")
            .layer("cli")
            .definedBy("ctrsweep.cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("serve")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("program")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("train", "cli")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("model", "train", "cli")
            .whereLayer("sweep")
            .mayOnlyBeAccessedByLayers("store", "report", "train", "program", "cli")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("sweep", "data", "model", "store", "report", "train", "program", "cli")
            .whereLayer("search")
            .mayOnlyBeAccessedByLayers("config", "sweep", "cli");

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
    static final ArchRule yaml_lives_in_config = only("ctrsweep.config", "org.yaml..");

    @ArchTest
    static final ArchRule json_is_read_in_config_and_written_into_pages = noClasses()
            .that()
            .resideOutsideOfPackages("ctrsweep.config", "ctrsweep.report.page")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.gson..");

    @ArchTest
    static final ArchRule templates_live_in_pages = only("ctrsweep.report.page", "com.samskivert..");

    @ArchTest
    static final ArchRule the_command_line_lives_in_cli = only("ctrsweep.cli", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule the_server_lives_in_serve = only("ctrsweep.serve", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule pictures_are_drawn_in_picture =
            only("ctrsweep.report.picture", "org.knowm..", "java.awt..", "javax.imageio..");

    @ArchTest
    static final ArchRule nothing_reads_the_clock_of_the_machine_but_cli = noClasses()
            .that()
            .resideOutsideOfPackages("ctrsweep.cli")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    private static ArchRule only(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}

package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.StopRule;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.Shadow;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Safeguards;
import io.github.kdpbridge.gateway.operator.MigrationMeters;
import io.github.kdpbridge.gen1facade.OldService;
import java.io.Closeable;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account that migrates, as it is watched: its services are compared, its calls counted and judged by rules, and its
 * operators have a desk. A reload replaces it.
 */
public final class Overseen implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Overseen.class);

    private final SideCalls calls;
    private final ContractSigns signs;
    private final Shadow shadow;
    private final Desk desk;
    private final Pins pins;
    private final Comparisons comparisons;
    private final TransactionsInProgress transactions;
    private final BooleanSupplier isAccountCompared;
    private final RuleKeeper keeper;
    private final CutOver.Limits pace;
    private final Clock clock;
    private final MigrationMeters meters;
    private final Supplier<Map<Phase, Long>> phases;
    private Set<RuleKeeper.Told> told = Set.of();

    /**
     * The services of an account.
     *
     * @param gen1 the old service, for comparisons
     * @param gen2 generation 2, for comparisons
     * @param breaker the breaker between callers and generation 2
     * @param meters count what rules say
     * @param signs by which generation 2 is not as assumed, to callers or comparisons
     */
    public record Services(
            ShadowSide gen1, ShadowSide gen2, BreakerWatch breaker, MigrationMeters meters, ContractSigns signs) {
        private DeploymentReads reads(Generation side) {
            return (side == Generation.GEN1 ? gen1 : gen2).reads();
        }
    }

    Overseen(MigratingAccount account, Services services, Oversight.Ledgers ledgers) {
        ResellerId reseller = account.reseller();
        Plan plan = account.migration().plan();
        this.signs = services.signs();
        Safeguards safeguards = account.migration().safeguards();
        this.pace = account.migration().limits();
        this.meters = services.meters();
        this.clock = ledgers.ledger().clock();
        this.shadow = Shadow.builder(services.gen1(), services.gen2(), ledgers.units(reseller), ledgers.store())
                .catalogue(account.profile().errors())
                .settings(safeguards.shadow())
                .listener(meters::compared)
                .clock(clock)
                .build();
        SharedNames names = new SharedNames(services::reads, facts -> shadow.learn(Learnt.of(facts)));
        this.calls = new SideCalls(
                request -> plan.kind().unit(reseller, request),
                (side, write) -> {
                    if (ledgers.seen().routeOf(reseller, write).phase().shadow().isPresent()) {
                        names.refused(side, write.transaction());
                    }
                },
                safeguards.rules().stop(),
                Ticker.systemTicker());
        KnownEvidence evidence = new KnownEvidence(
                new AskedServices(services::reads, Ticker.systemTicker(), AskedServices.PATIENCE),
                ledgers.store(),
                ledgers.evidence(),
                calls::unknownCodes,
                safeguards.gates());
        this.desk = new Desk(reseller, plan, ledgers.routes(), new GateJudge(evidence, safeguards.gates(), clock));
        this.pins = new Pins(reseller, ledgers.ledger());
        this.comparisons = new ShadowDesk(
                reseller, ledgers.store(), shadow, account.profile().errors(), clock);
        this.transactions = new TransactionsInProgress(
                reseller, ledgers.evidence(), () -> ledgers.programs().apply(reseller), clock);
        this.isAccountCompared = () -> ledgers.routes()
                .find(Unit.account(reseller))
                .flatMap(route -> route.phase().shadow())
                .isPresent();
        this.phases = () -> ledgers.seen().phases(reseller, plan.kind());
        this.keeper = new RuleKeeper(
                desk,
                ledgers.routes(),
                new UnitFacts(calls, evidence, transactions, services.breaker()),
                safeguards.rules(),
                safeguards.files());
        evidence.hits(keeper::hits);
    }

    /** Returns generation 2, with its calls counted. */
    public DeploymentProgram counted(DeploymentProgram program) {
        return calls.counted(program);
    }

    /** Returns the old service, with its calls counted. */
    public OldService counted(OldService old) {
        return calls.counted(old);
    }

    /** Returns what hears of answered questions. */
    public ReadListener listener() {
        return shadow;
    }

    /** Returns what operators act by. */
    public Desk desk() {
        return desk;
    }

    /** Returns where transactions are. */
    public Pins pins() {
        return pins;
    }

    /** Returns what comparisons found. */
    public Comparisons comparisons() {
        return comparisons;
    }

    /** Returns how long a move may take. */
    public CutOver.Limits pace() {
        return pace;
    }

    void compare() {
        learnSigns();
        shadow.look();
    }

    private void learnSigns() {
        shadow.learn(Learnt.of(signs.take()));
    }

    /** Each finding of a rule is counted and logged once, until it is over. */
    void judge() {
        transactions.askGeneration1(isAccountCompared.getAsBoolean());
        List<RuleKeeper.Told> now = keeper.look(clock.instant());
        now.stream()
                .filter(each -> told.stream().noneMatch(before -> isLike(before, each)))
                .forEach(this::tell);
        told = new HashSet<>(now);
        meters.frozen(desk.frozen().isPresent());
        meters.units(phases.get());
    }

    private void tell(RuleKeeper.Told told) {
        StopRule.Finding finding = told.finding();
        meters.hit(finding.rule(), finding.verdict());
        LOG.warn("{}: rule {} says {}: {}", told.unit(), finding.rule(), finding.verdict(), finding.number());
    }

    private static boolean isLike(RuleKeeper.Told one, RuleKeeper.Told other) {
        return one.unit().equals(other.unit())
                && one.finding().rule() == other.finding().rule()
                && one.finding().verdict() == other.finding().verdict();
    }

    @Override
    public void close() {
        learnSigns();
        shadow.close();
    }
}

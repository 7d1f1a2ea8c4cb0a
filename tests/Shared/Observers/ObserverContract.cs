using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What every observer of the package under test keeps; the implementations are found by reflection.</summary>
public abstract class ObserverContract
{
    public static TheoryData<string> Observers => [.. Types.Select(type => type.Name)];

    public static TheoryData<string, string> ObserversAndScripts
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (Type type in Types)
            {
                foreach (string script in EventScripts.Names) cases.Add(type.Name, script);
            }

            return cases;
        }
    }

    private static IEnumerable<Type> Types => Assembly
        .Load(typeof(ObserverContract).Assembly.GetName().Name!.Replace(".Tests", "", StringComparison.Ordinal)).GetTypes()
        .Where(type => typeof(IExperimentObserver).IsAssignableFrom(type) && !type.IsAbstract);

    [Theory, MemberData(nameof(ObserversAndScripts))]
    public async Task Every_order_of_events_is_taken_and_nothing_stays_open(string observer, string script)
    {
        await ShowAsync(Create(observer), script);

        await ShouldBeClosedAsync(await EventScripts.Of(script));
    }

    [Theory, MemberData(nameof(Observers))]
    public async Task A_second_experiment_is_seen_as_if_it_were_the_first(string observer)
    {
        await ShowAsync(Create(observer), "a failed trial");
        string alone = await SeenAsync();
        IExperimentObserver used = Create(observer);
        await ShowAsync(used, "failed with an open trial");
        await SeenAsync();

        await ShowAsync(used, "a failed trial");

        (await SeenAsync()).ShouldBe(alone);
    }

    [Theory, MemberData(nameof(Observers))]
    public async Task Events_without_a_beginning_are_ignored(string observer)
    {
        IExperimentObserver created = Create(observer);

        foreach (ExperimentEvent happened in (await EventScripts.Of("a real experiment"))[1..])
            await created.OnEventAsync(happened, default);

        await ShouldBeClosedAsync([]);
    }

    [Theory, MemberData(nameof(Observers))]
    public async Task An_experiment_that_runs_is_watched_without_a_warning(string observer)
    {
        ExperimentResult result = await RecordedExperiment.Create().Parallelize(3).Observe(Create(observer))
            .RunAsync(RecordedExperiment.Data.Train);

        result.Warnings.ShouldBeEmpty();
        result.Trials.Count.ShouldBe(4);
    }

    /// <summary>Returns what the constructor of an observer asks for.</summary>
    protected abstract object Part(Type type);

    /// <summary>Fails when something of the experiments that were shown is still open.</summary>
    protected abstract Task ShouldBeClosedAsync(ExperimentEvent[] shown);

    /// <summary>Returns in words what the observer made of the events since this was last asked.</summary>
    protected abstract Task<string> SeenAsync();

    private IExperimentObserver Create(string name)
    {
        ConstructorInfo constructor = Types.Single(type => type.Name == name).GetConstructors().Single();
        return (IExperimentObserver)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Part(parameter.ParameterType))]);
    }

    private static async Task ShowAsync(IExperimentObserver observer, string script)
    {
        foreach (ExperimentEvent happened in await EventScripts.Of(script)) await observer.OnEventAsync(happened, CancellationToken.None);
    }
}

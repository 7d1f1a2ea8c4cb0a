using System.Globalization;

namespace FraudMl;

/// <summary>A learner made of learners that see the same rows; the members' own early stopping and options stay theirs.</summary>
internal abstract class BlendTrainer(IReadOnlyList<ITrainer> members, ValidatedOptions options) : ITrainer
{
    public abstract string Name { get; }

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => members;

    public string SlotOf(int part) => string.Create(CultureInfo.InvariantCulture, $"members[{part}]");

    public double ValidationShare => members.Max(member => member.ValidationShare);

    public long MemoryOf(long rowCount, long columnCount) => members.Max(member => member.MemoryOf(rowCount, columnCount));

    protected IReadOnlyList<ITrainer> Members => members;

    protected string MemberNames => string.Join(", ", members.Select(member => member.Name));

    public ITrainer With(ValidatedOptions options) => Of(members, options);

    public override string ToString() => PartText.Of(this);

    IPart IPart.With(IReadOnlyList<IPart> parts) => Of(parts.As<ITrainer>(Name), options);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        foreach (ITrainer member in members) member.Options.Validate();
        data.RequireValid(Name, takesCategories: true);
        context.CancellationToken.ThrowIfCancellationRequested();
        return Blend(Fit(data, context), data, context);
    }

    /// <summary>Returns the same blend of other members or with other options.</summary>
    protected abstract ITrainer Of(IReadOnlyList<ITrainer> members, ValidatedOptions options);

    /// <summary>Joins the members' models.</summary>
    /// <param name="models">The members' models, fitted on all rows.</param>
    /// <param name="data">The training data.</param>
    /// <param name="context">Seed, threads and cancellation.</param>
    protected abstract BlendedModel Blend(IReadOnlyList<ScoringModel> models, TrainingData data, TrainingContext context);

    protected double[][] OutOfFold(TrainingData data, int foldCount, TrainingContext context) =>
        OutOfFoldMargins.Of([.. members.Select(member => (Func<TrainingData, TrainingContext, ScoringModel>)member.Train)], data,
            foldCount, context);

    // One after the other; a member is an iteration. They come first, so that a member says what is wrong with all rows, not with a fold's.
    private ScoringModel[] Fit(TrainingData data, TrainingContext context)
    {
        var models = new ScoringModel[members.Count];
        for (int i = 0; i < models.Length; i++)
        {
            models[i] = members[i].Train(data, context with { OnIteration = null });
            context.OnIteration?.Invoke(new TrainingIteration(i + 1, models.Length, null));
            context.CancellationToken.ThrowIfCancellationRequested();
        }

        return models;
    }

    internal static IReadOnlyList<ITrainer> Checked(IReadOnlyList<ITrainer> members) => members.Count > 0
        ? [.. members]
        : throw new FraudMlException("A blend needs at least one learner. Got none.");
}

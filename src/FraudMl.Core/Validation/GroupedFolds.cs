namespace FraudMl;

/// <summary>k folds in which all rows of an entity stay together; sizes, or both classes, as even as whole entities allow.</summary>
internal abstract class EntityFolds(GroupedFoldsOptions options) : IFolds
{
    public string Name => $"{Kind}({options.Count}, by {options.Key})";

    public ValidatedOptions Options => options;

    protected abstract string Kind { get; }

    public abstract IFolds With(ValidatedOptions options);

    public override string ToString() => Name;

    /// <summary>Returns the fold of each entity.</summary>
    protected abstract int[] Assign(int[] frauds, int[] legits, int count);

    public IReadOnlyList<Fold> Split(FoldInput rows)
    {
        (string key, int count) = (options.Key, options.Count);
        (int[] entityOf, int entityCount) = FoldEntities.Of(rows, key, Name);
        FoldRules.RequireBothClasses(rows.Labels.Span, Name);
        if (entityCount < count)
        {
            throw new FraudMlException(
                $"{Name} needs at least {count} entities, and {entityCount} stand in '{key}': {FoldRules.Numbers(rows.Labels.Span)}. Ask "
                + $"for fewer folds.")
            { ColumnName = key };
        }

        (int[] frauds, int[] legits) = FoldEntities.Classes(entityOf, entityCount, rows.Labels.Span);
        int[] foldOf = Assign(frauds, legits, count);
        Fold[] folds = FoldRules.Of([.. entityOf.Select(entity => foldOf[entity])], count);
        FoldRules.RequireBothClasses(folds, rows.Labels.Span, Name,
            $"the frauds belong to {frauds.Count(n => n > 0)} of {entityCount} entities of '{key}'");
        return folds;
    }

    /// <summary>Holds back one of as many parts as the share asks for, classes even; the seed says which, and parts without a
    /// class are passed over.</summary>
    public Fold HoldOut(FoldInput rows, double share, int seed)
    {
        (int[] entityOf, int entityCount) = FoldEntities.Of(rows, options.Key, Name);
        (int[] frauds, int[] legits) = FoldEntities.Classes(entityOf, entityCount, rows.Labels.Span);
        int count = Math.Clamp(entityCount, 2, FraudMl.HoldOut.PartCount(share)), first = (int)((uint)seed % (uint)count);
        int[] partOf = GroupAssignment.ByClass(frauds, legits, count);
        int[] fraudsOf = new int[count], legitsOf = new int[count];
        for (int entity = 0; entity < entityCount; entity++)
        {
            fraudsOf[partOf[entity]] += frauds[entity];
            legitsOf[partOf[entity]] += legits[entity];
        }

        int part = Enumerable.Range(first, count).Select(place => place % count)
            .FirstOrDefault(place => fraudsOf[place] > 0 && legitsOf[place] > 0, first);
        Fold held = FoldRules.Of([.. entityOf.Select(entity => partOf[entity])], count)[part];
        FoldRules.RequireBothClasses(held, rows.Labels.Span, Name);
        return held;
    }
}

[DefinedAs("Folds.Grouped")]
internal sealed class GroupedFolds(GroupedFoldsOptions options) : EntityFolds(options)
{
    protected override string Kind => "Grouped";

    public override IFolds With(ValidatedOptions options) => new GroupedFolds(options.As<GroupedFoldsOptions>(Name));

    protected override int[] Assign(int[] frauds, int[] legits, int count) => GroupAssignment.BySize(frauds, legits, count);
}

[DefinedAs("Folds.StratifiedGrouped")]
internal sealed class StratifiedGroupedFolds(GroupedFoldsOptions options) : EntityFolds(options)
{
    protected override string Kind => "StratifiedGrouped";

    public override IFolds With(ValidatedOptions options) => new StratifiedGroupedFolds(options.As<GroupedFoldsOptions>(Name));

    protected override int[] Assign(int[] frauds, int[] legits, int count) => GroupAssignment.ByClass(frauds, legits, count);
}

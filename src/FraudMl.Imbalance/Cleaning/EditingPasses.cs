namespace FraudMl;

/// <summary>Passes of editing over what the pass before has left.</summary>
internal sealed class EditingPasses(TrainingData data, ClassRows classes, CleanedClasses cleaned, NeighborVote vote,
    ResamplingContext context)
{
    private readonly ClassRows _first = classes;
    private ClassRows _left = classes;

    /// <value>The rows left, ascending.</value>
    public int[] Kept
    {
        get
        {
            int[] kept = [.. _left.Frauds, .. _left.Legitimate];
            Array.Sort(kept);
            return kept;
        }
    }

    /// <value>Whether the larger class has fewer rows left than the smaller one had at first.</value>
    public bool LargerBecameSmaller => _left.Of(!_first.SmallerLabel).Length < _first.Smaller.Length;

    public bool ClassIsGone => _left.Frauds.Length == 0 || _left.Legitimate.Length == 0;

    /// <summary>Runs a pass; which class is the larger is told anew from what is left.</summary>
    public int Run(int k)
    {
        var edited = new EditedRows(data.Matrix, _left, context);
        ClassRows before = _left;
        foreach (bool label in CleanedLabels.Of(cleaned, before))
        {
            int[] kept = [.. before.Of(label).Except(edited.Against(label, k, vote))];
            _left = label ? _left with { Frauds = kept } : _left with { Legitimate = kept };
        }

        return before.Frauds.Length + before.Legitimate.Length - _left.Frauds.Length - _left.Legitimate.Length;
    }
}

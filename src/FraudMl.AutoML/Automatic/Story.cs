namespace FraudMl;

/// <summary>What a run says it did, in the order of its chapters.</summary>
internal sealed class Story
{
    private readonly List<string> _done = [], _leftOut = [], _warnings = [];

    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <value>Everything, what was done first.</value>
    public IReadOnlyList<string> All =>
        [.. _done, .. _leftOut.Select(sentence => $"Left out: {sentence}"), .. _warnings.Select(sentence => $"Warning: {sentence}")];

    public void Do(string sentence) => _done.Add(sentence);

    public void LeaveOut(string sentence) => _leftOut.Add(sentence);

    public void Warn(string sentence) => _warnings.Add(sentence);
}

namespace FraudMl;

/// <summary>A single trial, made when its number and seed are known.</summary>
internal sealed class OneTrial(Func<int, int, TrialInfo> make) : TrialSource
{
    private bool _isMade;

    public override int? TrialCount => 1;

    public override Proposal? Next(int number, int seed)
    {
        if (_isMade) return null;
        _isMade = true;
        return new Proposal(make(number, seed));
    }
}

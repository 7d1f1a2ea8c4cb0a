namespace FraudMl.Tests;

/// <summary>Models that were saved when their kinds were new load, score and save as they did then.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class GoldenModelTests
{
    public static TheoryData<string> Names => [.. GoldenModels.Names];

    [Theory, MemberData(nameof(Names))]
    public void A_saved_model_scores_and_decides_to_the_bit_as_it_did(string name)
    {
        FraudModel model = FraudModel.Load(new MemoryStream(GoldenModels.File(name)));
        (Dataset rows, double[] probabilities, bool[]? flags) = GoldenModels.Scored(name);

        model.Score(rows).Select(BitConverter.DoubleToInt64Bits).ShouldBe(probabilities.Select(BitConverter.DoubleToInt64Bits));
        if (flags is not null) model.Decide(rows).ShouldBe(flags);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_saved_model_is_saved_again_byte_for_byte(string name)
    {
        byte[] saved = GoldenModels.File(name);
        using var again = new MemoryStream();

        FraudModel.Load(new MemoryStream(saved)).Save(again);

        again.ToArray().ShouldBe(GoldenModels.SavedAgain(name, saved));
    }
}

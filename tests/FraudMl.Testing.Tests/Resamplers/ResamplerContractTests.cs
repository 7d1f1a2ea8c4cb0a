namespace FraudMl.Testing.Tests;

public sealed class ResamplerContractTests
{
    [Fact]
    public void A_good_resampler_keeps_every_rule() => new ResamplerContract(new FaultyResampler(ResamplerFault.None)).Verify();

    [Theory]
    [InlineData(ResamplerFault.CountsItsCalls, "The same seed gives the same rows for any number of threads")]
    [InlineData(ResamplerFault.IgnoresItsSeed, "A seed in the options goes before the seed of the fit")]
    [InlineData(ResamplerFault.DropsValidationRows, "Columns and validation rows are kept")]
    [InlineData(ResamplerFault.ChangesSurvivors, "Surviving rows come first, in their order and unchanged")]
    [InlineData(ResamplerFault.MissesItsTarget, "The target ratio is reached")]
    [InlineData(ResamplerFault.MissesItsTarget, "A ratio that is already exceeded is explained")]
    [InlineData(ResamplerFault.TellsAnotherShift, "The prior shift is the change of the share of frauds by weight")]
    [InlineData(ResamplerFault.TellsAnotherShift, "A fitted model scores every row and has right probabilities on average")]
    [InlineData(ResamplerFault.TakesOneClass, "One class only is explained")]
    [InlineData(ResamplerFault.RefusesWithoutReason, "A tiny class is resampled or explained")]
    [InlineData(ResamplerFault.RefusesMissingWithoutColumn, "Missing values are taken, or explained by column")]
    [InlineData(ResamplerFault.MakesCategories, "Categories stay those that exist, or the way out is named")]
    [InlineData(ResamplerFault.IgnoresTokens, "A cancelled token stops it before anything is done")]
    [InlineData(ResamplerFault.IgnoresOptions, "Options of another method are explained")]
    [InlineData(ResamplerFault.ChangesItsInput, "The input stays as it was")]
    public void Each_fault_breaks_its_rule(ResamplerFault fault, string rule) =>
        Should.Throw<ContractException>(() => new ResamplerContract(new FaultyResampler(fault)).Verify(rule))
            .BrokenRules.ShouldHaveSingleItem().ShouldStartWith($"{rule}: ");
}
